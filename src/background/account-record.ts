/**
 * How the account is kept: one record with a version, in one of two places. Both are input when they are read: a record
 * that is none of these counts as none at all.
 */
import * as v from 'valibot';
import { isAccessToken, isUsername } from '../core/account-name.ts';

const version = v.literal(1);
const username = v.custom<string>(isUsername);

const accountRecord = v.variant('state', [
  v.object({
    version,
    state: v.literal('signed-in'),
    username,
    secret: v.custom<string>(isAccessToken),
    useForListing: v.boolean(),
    /** hub.docker.com did not take it: it is not sent there again until the person says so. */
    isListingRefused: v.boolean(),
  }),
  /** The token service does not take it (any more). Only the name is left. */
  v.object({ version, state: v.literal('refused'), username }),
  /** A sign-in is being tested. Whoever finds this when a worker starts knows that it was cut off. */
  v.object({ version, state: v.literal('testing') }),
  /**
   * On the machine only: something was learnt with an account that is not kept here. Where it is kept nowhere else either,
   * what was learnt has to go.
   */
  v.object({ version, state: v.literal('learnt') }),
]);

export type AccountRecord = v.InferOutput<typeof accountRecord>;

export function readAccountRecord(kept: unknown): AccountRecord | undefined {
  const parsed = v.safeParse(accountRecord, kept);
  return parsed.success ? parsed.output : undefined;
}
