/** Writing commands for a POSIX shell (IEEE 1003.1, 2.2 "Quoting") so that no value in them can be anything but a word. */

/** Nothing that a shell reads as more than itself; `~` and `=` are left out because they can mean something in front. */
const PLAIN = /^[A-Za-z0-9_./:@,+-]+$/;

/** One word. Inside single quotes a shell reads nothing, and only a single quote ends them. */
export function shellWord(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A template whose inserted values become words; backslashes stay as they are written. */
export function shell(template: TemplateStringsArray, ...values: readonly string[]): string {
  return String.raw(template, ...values.map(shellWord));
}
