/**
 * Puts text on the clipboard, from a person's click. A page may forbid the clipboard API by a Permissions-Policy; the
 * older copy command is not under it, and takes its text from an event, so that no element is put on the page.
 */
export async function copyText(document: Document, text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(document, text);
  }
}

function copyByCommand(document: Document, text: string): boolean {
  let given = false;
  const give = (event: ClipboardEvent) => {
    event.stopImmediatePropagation();
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    given = true;
  };
  const target = document.defaultView ?? document;
  const listening = new AbortController();
  // At the window, before any listener of the page could see or change it.
  target.addEventListener('copy', (event) => isClipboard(event) && give(event), {
    capture: true,
    signal: listening.signal,
  });
  document.execCommand('copy');
  listening.abort();
  return given;
}

function isClipboard(event: Event): event is ClipboardEvent {
  return event.type === 'copy' && 'clipboardData' in event;
}
