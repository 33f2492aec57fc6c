/** Numbers and times as a language writes them. Formatters are costly to make, so each is made once a language. */
const numbers = new Map<string, Intl.NumberFormat>();
const agos = new Map<string, Intl.RelativeTimeFormat>();
const moments = new Map<string, Intl.DateTimeFormat>();
const units = new Map<string, Intl.NumberFormat>();

function once<Format>(made: Map<string, Format>, key: string, make: () => Format): Format {
  const format = made.get(key) ?? make();
  made.set(key, format);
  return format;
}

/** `1,339` in English. */
export function formatNumber(language: string, value: number): string {
  const make = () => new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return once(numbers, language, make).format(value);
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `2 hours ago`: the distance from `then` to `now`, both in milliseconds since 1970, in its largest whole unit. */
export function formatAgo(language: string, then: number, now: number): string {
  const passed = Math.max(0, now - then);
  const make = () => new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const format = once(agos, language, make);
  if (passed < HOUR) return format.format(-Math.floor(passed / MINUTE), 'minute');
  if (passed < DAY) return format.format(-Math.floor(passed / HOUR), 'hour');
  return format.format(-Math.floor(passed / DAY), 'day');
}

/**
 * `14:32`, with the day where it is not today's. Milliseconds since 1970, shown in local time: the seconds are left out, so
 * the minute is full, and no time that is told is before the end.
 */
export function formatUntil(language: string, until: number, now: number): string {
  const end = Math.ceil(until / MINUTE) * MINUTE;
  const sameDay = new Date(end).toDateString() === new Date(now).toDateString();
  const make = () =>
    new Intl.DateTimeFormat(language, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      ...(!sameDay && { day: 'numeric', month: 'short' }),
    });
  // A formatter stays in the time zone that it was made in, and a person may travel.
  const key = `${language} ${sameDay} ${new Date(end).getTimezoneOffset()}`;
  return once(moments, key, make).format(end);
}

/** `1.2 MB`: bytes in the decimal units that registries and Docker's own tools use. */
export function formatBytes(language: string, bytes: number): string {
  const names = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const step = Math.min(names.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const unit = names[step] ?? 'byte';
  const make = () =>
    new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 });
  return once(units, `${language} ${unit}`, make).format(bytes / 1000 ** step);
}

/** `4 min`: how long something takes, in its largest unit, never shorter than it is. */
export function formatSpan(language: string, seconds: number): string {
  const [unit, size] =
    seconds < 2 * 60
      ? (['second', 1] as const)
      : seconds < 2 * 3600
        ? (['minute', 60] as const)
        : (['hour', 3600] as const);
  const make = () => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' });
  return once(units, `${language} ${unit}`, make).format(Math.ceil(seconds / size));
}
