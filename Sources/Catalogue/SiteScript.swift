/// What searches in the jobs; all else works without it.
enum SiteScript {
  static let text = #"""
    "use strict";
    (() => {
      const form = document.getElementById("search");
      const [words, status, list, more] = ["words", "status", "found", "more"].map(id => document.getElementById(id));
      const fields = [...form.querySelectorAll("select")];
      const step = 100;
      let jobs, shown = step;

      // What is asked for is in the address, so that people can share it.
      const asked = new URLSearchParams(location.hash.slice(1) || location.search);
      words.value = asked.get("q") || "";

      window.jobIndex = index => {
        jobs = index.jobs.map(([name, file, about, values]) => ({
          name, about, values, address: "jobs/" + (file || name) + ".html", text: (name + " " + about).toLowerCase(),
        }));
        fields.forEach((field, position) => {
          const [noun, values] = index.facets[position];
          values.forEach((value, number) => field.add(new Option(value, number)));
          const number = values.indexOf(asked.get(noun));
          if (number >= 0) field.value = number;
        });
        show();
      };

      let isAsked = false;
      const load = () => {
        if (isAsked) return;
        isAsked = true;
        status.textContent = "Reading the index of jobs …";
        const script = document.createElement("script");
        script.src = "jobs.js";
        script.onerror = () => { status.textContent = "jobs.js can't be read; it belongs next to this page."; };
        document.head.append(script);
      };

      const show = () => {
        const parts = words.value.toLowerCase().split(/\s+/).filter(part => part);
        const chosen = fields.map(field => field.value);
        const isEmpty = !parts.length && chosen.every(value => value === "");
        const found = isEmpty ? [] : jobs.filter(job =>
          parts.every(part => job.text.includes(part)) &&
          chosen.every((value, position) => value === "" || job.values[position].includes(Number(value))));
        list.replaceChildren(...found.slice(0, shown).map(job => {
          const [item, link, about] = ["li", "a", "small"].map(name => document.createElement(name));
          link.href = job.address;
          link.textContent = job.name;
          about.textContent = job.about;
          item.append(link, about);
          return item;
        }));
        const count = found.length === 1 ? "1 job" : found.length.toLocaleString("en") + " jobs";
        status.textContent = isEmpty ? "" : found.length > shown ? `${count}; the first ${shown} are shown` : count;
        more.hidden = found.length <= shown;
      };

      const change = () => {
        shown = step;
        const state = new URLSearchParams();
        if (words.value) state.set("q", words.value);
        fields.forEach(field => { if (field.value !== "") state.set(field.name, field.selectedOptions[0].text); });
        history.replaceState(null, "", "#" + state);
        if (jobs) show(); else load();
      };

      form.hidden = false;
      form.addEventListener("input", change);
      form.addEventListener("focusin", load);
      form.addEventListener("submit", event => { event.preventDefault(); change(); });
      form.addEventListener("reset", () => setTimeout(change));
      more.addEventListener("click", () => {
        const next = list.children.length;
        shown += step;
        show();
        list.children[next].querySelector("a").focus();
      });
      if ([...asked.keys()].length) load();
    })();

    """#
}
