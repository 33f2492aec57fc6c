/** How many pulls the registry says are left, when all are back, and how many of those gone were this extension's. */
import type { PullMeterView } from '../../messaging/view.ts';
import { formatUntil } from '../../text/format.ts';
import { plural, type Text } from '../../text/text.ts';
import { useText } from '../shared/text-context.ts';

interface PullMeterProps {
  readonly meter: PullMeterView;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export function PullMeter({ meter, now }: PullMeterProps) {
  const text = useText();
  const { limit, remaining, windowSeconds, spent } = meter;
  const back = backBy(text, meter, now);
  const words = [
    leftText(text, meter),
    ...(back === undefined ? [] : [text('meterBack', back)]),
    plural(text, 'meterSpent', spent),
  ].join(' · ');
  return (
    <span
      class="pull-meter"
      data-pull-meter=""
      data-spent={spent}
      {...(limit !== undefined && { 'data-limit': limit })}
      {...(remaining !== undefined && { 'data-remaining': remaining })}
      {...(windowSeconds !== undefined && { 'data-window-seconds': windowSeconds })}
    >
      {typeof limit === 'number' && remaining !== undefined && (
        <Bar limit={limit} remaining={remaining} />
      )}
      <span title={windowText(text, windowSeconds)}>{words}</span>
    </span>
  );
}

/** Whether the registry last said that no pull is left. */
export function isNoneLeft({ limit, remaining }: PullMeterView): boolean {
  return typeof limit === 'number' && remaining === 0;
}

/** With none left, what that means: not that nothing works. */
export function PullsGone({ meter, now }: PullMeterProps) {
  const text = useText();
  if (!isNoneLeft(meter)) return null;
  const back = backBy(text, meter, now);
  return (
    <p class="note warn" data-pulls-gone="">
      {back === undefined ? text('pullsGone') : text('pullsGoneUntil', back)}
    </p>
  );
}

/** By when all of the limit is there again; nothing where that has passed, or is not known. */
function backBy(text: Text, { resetsBy }: PullMeterView, now: number): string | undefined {
  if (resetsBy === undefined || resetsBy <= now) return undefined;
  return formatUntil(text('languageTag'), resetsBy, now);
}

/** Decoration: the words beside it say the same. */
function Bar({ limit, remaining }: { readonly limit: number; readonly remaining: number }) {
  const part = limit > 0 ? Math.min(1, Math.max(0, remaining / limit)) : 0;
  // Under half of the limit nothing is fetched without a click: the bar says so too.
  return (
    <span class={`bar${part < 0.5 ? ' low' : ''}`} aria-hidden="true">
      <span style={{ inlineSize: `${Math.round(part * 100)}%` }} />
    </span>
  );
}

function leftText(text: Text, { limit, remaining }: PullMeterView): string {
  if (limit === 'unlimited') return text('meterUnlimited');
  if (limit === undefined || remaining === undefined) return text('meterUnknown');
  return plural(text, 'meterLeft', limit, remaining);
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

function windowText(text: Text, seconds: number | undefined): string {
  if (seconds === undefined) return '';
  const hours = seconds % HOUR === 0 && seconds > HOUR;
  const words = hours
    ? text('meterWindowHours', seconds / HOUR)
    : seconds % MINUTE === 0
      ? text('meterWindowMinutes', seconds / MINUTE)
      : text('meterWindowSeconds', seconds);
  return text('meterWindow', words);
}
