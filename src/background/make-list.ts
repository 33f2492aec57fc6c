/** How the worker has a Supported-tags list written: put in from outside, for nothing in here knows its words. */
import type { Steps } from '../core/steps.ts';
import type { ListSource } from '../core/supported-tags/list.ts';
import type { ListForm } from '../core/supported-tags/render.ts';

export type MakeList = (source: ListSource, form: ListForm) => Steps<string>;
