/** Stylesheets of what stands on a page, given to shadow roots so that nothing of them reaches the page. */

/** One sheet for all rows: a hundred shadow roots share it. */
const sheets = new Map<string, CSSStyleSheet>();
/** The styles that a root has. */
const worn = new WeakMap<ShadowRoot, readonly string[]>();

/** Sees to it that a root has these styles, those of them that are there yet. */
export function wear(root: ShadowRoot, ...styles: readonly (string | undefined)[]): void {
  const wanted = styles.filter((style) => style !== undefined);
  const has = worn.get(root) ?? [];
  // What a root has it keeps: an opened part that is closed is opened again.
  if (!wanted.every((style) => has.includes(style))) adoptStyles(root, ...wanted);
}

/**
 * Gives a root these styles, and takes away those that it had. An adopted stylesheet passes under a page's
 * `style-src 'self'` in both browsers (tried in Chromium 156 and Firefox 153). Where a browser refuses one from a content
 * script, style elements inside the root do the same.
 */
export function adoptStyles(root: ShadowRoot, ...styles: readonly string[]): void {
  worn.set(root, styles);
  try {
    // Set and never read: Firefox does not let a content script read the list.
    root.adoptedStyleSheets = styles.map(sheetOf);
  } catch {
    for (const element of root.querySelectorAll('style')) element.remove();
    for (const text of styles.toReversed()) {
      const style = root.ownerDocument.createElement('style');
      style.textContent = text;
      root.prepend(style);
    }
  }
}

function sheetOf(text: string): CSSStyleSheet {
  const known = sheets.get(text);
  if (known) return known;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  sheets.set(text, sheet);
  return sheet;
}
