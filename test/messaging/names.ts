import { asRepository } from '../core/samples.ts';

export const nginx = asRepository('nginx');
export const redis = asRepository('redis');
