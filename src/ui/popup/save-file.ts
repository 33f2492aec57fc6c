/** Hands a text to the browser as a file to be saved. */
import type { ExportFile } from './export-file.ts';

/** Milliseconds for which the browser may still come for the bytes. */
const PATIENCE = 60_000;

export function saveFile({ name, mediaType, content }: ExportFile): void {
  const address = URL.createObjectURL(new Blob([content], { type: `${mediaType};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), PATIENCE);
}
