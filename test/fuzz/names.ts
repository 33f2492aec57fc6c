/**
 * Right names, by their grammars: what hostile input begins with, because nonsense alone never gets past the first
 * check.
 */
import type { Draw } from './draw.ts';

const HEX = '0123456789abcdef';
const WORD = 'abcdefghijklmnopqrstuvwxyz0123456789';
const TAG = `${WORD}ABCXYZ._-`;

export function text(draw: Draw, alphabet: string, least: number, most: number): string {
  return draw.some(least, most, () => alphabet.charAt(draw.below(alphabet.length))).join('');
}

export function digestText(draw: Draw): string {
  return draw.chance(0.85)
    ? `sha256:${text(draw, HEX, 64, 64)}`
    : `sha512:${text(draw, HEX, 128, 128)}`;
}

export function repositoryText(draw: Draw): string {
  const component = () =>
    draw.some(1, 3, () => text(draw, WORD, 1, 6)).join(draw.pick(['.', '_', '__', '-', '--']));
  const host = draw.chance(0.2) ? draw.pick(['docker.io/', 'index.docker.io/', 'Docker.IO/']) : '';
  const space = draw.chance(0.3) ? 'library/' : '';
  return host + space + draw.some(1, 3, component).join('/');
}

/** Versions more often than not, because that is what tags are. */
export function tagText(draw: Draw): string {
  if (draw.chance(0.3)) return `${text(draw, WORD, 1, 1)}${text(draw, TAG, 0, 20)}`;
  const number = () => String(draw.below(draw.chance(0.1) ? 1e9 : 40));
  const version = draw.some(1, 4, number).join('.');
  const words = [
    '-rc.1',
    '-rc',
    'b2',
    '-alpine',
    '-alpine3.20',
    '-slim',
    '-8u452',
    'u9',
    '-M3',
    '.0',
  ];
  return (draw.chance(0.2) ? 'v' : '') + version + draw.some(0, 3, () => draw.pick(words)).join('');
}

export function referenceText(draw: Draw): string {
  const tag = draw.chance(0.7) ? `:${tagText(draw)}` : '';
  const digest = draw.chance(0.4) ? `@${digestText(draw)}` : '';
  return repositoryText(draw) + tag + digest;
}

export function platformText(draw: Draw): string {
  const os = draw.pick(['linux', 'windows', 'macos', 'darwin', 'unknown', 'Linux']);
  const architecture = draw.pick([
    ...[
      'amd64',
      'arm64',
      'arm',
      '386',
      'x86_64',
      'aarch64',
      'armhf',
      'armel',
      'unknown',
      'riscv64',
    ],
  ]);
  const variant = draw.chance(0.4)
    ? `/${draw.pick(['v8', 'v7', '7', 'v1', '8.0', 'v8.0', 'V6'])}`
    : '';
  const version = draw.chance(0.2) ? `@${draw.pick(['10.0.17763.1', '10.0 beta', 'A@b=c'])}` : '';
  return `${os}/${architecture}${variant}${version}`;
}
