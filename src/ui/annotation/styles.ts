/** The annotation's stylesheet, given to a shadow root so that nothing of it reaches the page. */
import annotationStyles from './annotation.css?inline';

/** One sheet for all rows: a hundred shadow roots share it. */
let shared: CSSStyleSheet | undefined;

/**
 * An adopted stylesheet passes under a page's `style-src 'self'` in both browsers (tried in Chromium 156 and
 * Firefox 153). Where a browser refuses one from a content script, a style element inside the root does the same.
 */
export function adoptAnnotationStyles(root: ShadowRoot): void {
  try {
    if (!shared) {
      shared = new CSSStyleSheet();
      shared.replaceSync(annotationStyles);
    }
    root.adoptedStyleSheets = [shared];
  } catch {
    const style = document.createElement('style');
    style.textContent = annotationStyles;
    root.prepend(style);
  }
}
