/** Stylesheets of what stands on a page, given to shadow roots so that nothing of them reaches the page. */
import parts from '../shared/parts.css?inline';
import tokens from '../tokens.css?inline';
import annotationStyles from './annotation.css?inline';

/** The colours, and the looks of the shared components: apart, so that the content script holds them once. */
export const TOKENS = tokens;
export const PARTS = parts;

const ANNOTATION = TOKENS + PARTS + annotationStyles;

/** One sheet for all rows: a hundred shadow roots share it. */
const sheets = new Map<string, CSSStyleSheet>();

/** @param more the styles of the opened part, once they are there */
export function adoptAnnotationStyles(root: ShadowRoot, more?: string): void {
  adoptStyles(root, ANNOTATION, ...(more === undefined ? [] : [more]));
}

/**
 * Gives a root these styles, and takes away those that it had. An adopted stylesheet passes under a page's
 * `style-src 'self'` in both browsers (tried in Chromium 156 and Firefox 153). Where a browser refuses one from a content
 * script, style elements inside the root do the same.
 */
export function adoptStyles(root: ShadowRoot, ...styles: readonly string[]): void {
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
