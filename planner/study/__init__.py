"""Studies: many scenarios of one case, each solved, audited and kept.

    with open_study(Request(Path("scenarios/tiny"), "late", limits=Limits(work=0))) as study:
        results = study.solve([Scenario("base"), Scenario("late", ("approval-late",))])

A scenario that is infeasible, invalid or killed is a result like any other. What a plain
`fillfinish solve` of the same scenario would say is what its result says.

    definition   a study's texts, and from them its scenarios     (sweeps, samples, study_file)
    nearest      which scenario starts from whose plan
    study        whose turn it is, and what came of it            (turns, tasks, opened)
    work         what a worker does with a task                   (executing, resolved)
    workers      who works: processes, this process (here), a Dask cluster (cluster)
    store        the folder while it is worked on                 (journal, tables, rows, plans)
    kept         the folder read back                             (shown, listed)
"""
