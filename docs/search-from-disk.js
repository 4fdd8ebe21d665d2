// A browser starts no worker for a page that lies on a disk. This one stands in for it
// there: the same messages, answered in the page, from an index that is a script.
if (location.protocol === "file:") {
  window.Worker = class {
    constructor(url) {
      this.folder = url.replace(/worker\.js$/, "");
    }

    postMessage(message) {
      if (message.init) {
        this.load("lunr.js", () => this.load("search_index.js", () => this.begin()));
      } else {
        this.onmessage({ data: { results: this.find(message.query) } });
      }
    }

    load(file, then) {
      const script = document.createElement("script");
      script.src = this.folder + file;
      script.onload = then;
      document.head.append(script);
    }

    begin() {
      this.pages = new Map(searchIndex.docs.map((page) => [page.location, page]));
      this.index = lunr((builder) => {
        builder.ref("location");
        builder.field("title", { boost: 10 });
        builder.field("text");
        searchIndex.docs.forEach((page) => builder.add(page));
      });
      this.onmessage({ data: { config: searchIndex.config } });
      this.onmessage({ data: { allowSearch: true } });
    }

    find(words) {
      try {
        return this.index.search(words).map((hit) => {
          const page = this.pages.get(hit.ref);
          return { ...page, summary: page.text.slice(0, 200) };
        });
      } catch (error) {
        return []; // half a word with a sign that the search language knows
      }
    }
  };
}
