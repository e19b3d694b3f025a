// Long lists come in pages, so that no page takes long to make.

import { figure, make } from "./dom.mjs";

/** Return `{ items, nav }`: what stands on the page that the state names, else on the `first`, and links to others. */
export function paged(app, all, size, first = 1) {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = Math.min(pages, Math.max(1, Number.parseInt(app.state.page, 10) || first));
  const items = all.slice((page - 1) * size, page * size);
  return { items, nav: pages > 1 ? links(app, page, pages, (to) => app.link({ page: String(to) }, true)) : null };
}

/** Return links to the page before and the page behind one, and what page it is. */
export function links(app, page, pages, hrefOf, what = "Page") {
  const link = (to, rel, text) =>
    to >= 1 && to <= pages
      ? make("a", { href: hrefOf(to), rel, [`data-${rel}`]: "" }, text)
      : make("span", { class: "faint" }, text);
  return make(
    "nav",
    { class: "pager", "aria-label": "Pages" },
    link(page - 1, "prev", "← Previous"),
    make("span", {}, `${what} ${figure(page)} of ${figure(pages)}`),
    link(page + 1, "next", "Next →"),
  );
}
