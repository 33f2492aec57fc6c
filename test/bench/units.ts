/** Figures as words. */
import { number, spread } from './figures.ts';
import type { Figures } from './figures-file.ts';

/** Requests of all kinds. */
export function total({ hub, names, head, token }: Figures['whole'][number]['requests']): number {
  return hub + names + head + token;
}

/** Of a sample: about. */
export function about(peer: Figures['peers'][number], figure: number): string {
  return `${peer.asked < peer.tags ? '≈ ' : ''}${number(figure)}`;
}

/** With the bar beside it, and whether it is met. */
export function ratio(value: number, bar?: number): string {
  const text = number(value, 2);
  return bar === undefined ? text : `${text} ${mark(value <= bar)} ${number(bar, 1)}`;
}

export function mark(isMet: boolean): string {
  return isMet ? '✓' : '✗';
}

export function ms(values: readonly number[]): string {
  return `${spread(values)} ms`;
}

export function kilobytes(bytes: readonly number[]): string {
  return `${spread(bytes.map((one) => one / 1000))} kB`;
}

export function megabytes(bytes: number): string {
  return `${number(bytes / 1_000_000, 1)} MB`;
}

export function duration(seconds: number): string {
  if (seconds < 100) return `${number(seconds, 1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
