/** Builds elements. Attributes by name; `onclick` and its like are listeners; nothing for `undefined` and `false`. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== false));
  return element;
}

/** A link within the site: a click changes the address and draws anew, without loading a page. */
export function link(href, attributes, ...children) {
  const onclick = (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(href);
  };
  return h('a', { href, onclick, ...attributes }, ...children);
}

/** Client-side navigation, as single-page apps do it. */
export function go(href) {
  history.pushState(null, '', href);
  dispatchEvent(new Event('site:address'));
}
