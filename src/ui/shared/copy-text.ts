/** Puts a text on the clipboard; tells whether the browser took it. Works after a click, on secure pages. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
