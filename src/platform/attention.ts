/**
 * Calls each time a person comes back to this page, from another tab, another window or the popup; the returned function
 * ends it. An event of the page's own making is none.
 */
export function onLook(call: () => void): () => void {
  const seen = (event: Event) => {
    if (event.isTrusted && document.visibilityState === 'visible') call();
  };
  document.addEventListener('visibilitychange', seen);
  window.addEventListener('focus', seen);
  return () => {
    document.removeEventListener('visibilitychange', seen);
    window.removeEventListener('focus', seen);
  };
}
