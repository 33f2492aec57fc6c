/** The words of a written list. They come from outside, because core knows no language. */
export interface ListWords {
  /** BCP 47, such as `en`. */
  readonly language: string;
  /** Above the list. */
  title(repository: string): string;
  /** One sentence. @param time `2026-11-23 10:05 UTC` */
  made(time: string): string;
  /** One sentence: on how many of how many tags the list rests. */
  rests(known: number, total: number | undefined): string;
  /** One sentence each; asked for with one and more. */
  signatures(count: number): string;
  missing(count: number): string;
  unknown(count: number): string;
  /** On a line, in brackets. */
  readonly unconfirmed: string;
  readonly platformsUnknown: string;
  /** In place of the platform of an image whose index names none. */
  readonly platformUnnamed: string;
  /** On a line, in brackets. @param time as above */
  learnt(time: string): string;
}
