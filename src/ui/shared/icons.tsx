/** The few pictures beside words. All are decoration: the word next to them says the same. */
const PATHS = {
  check: 'M3.5 8.5l3 3 6-7',
  checks: 'M1.5 8.5l3 3 6-7M8.5 11.3l.2.2 6-7',
  ring: 'M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3z',
  warning: 'M8 2.2L14.6 13.6H1.4zM8 6.6v3.2M8 11.6v.2',
  cross: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM5.9 5.9l4.2 4.2M10.1 5.9l-4.2 4.2',
  clock: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM8 4.8V8l2.2 1.6',
  offline: 'M2 6.2a8.6 8.6 0 0 1 12 0M4.2 8.8a5.4 5.4 0 0 1 7.6 0M8 12.2v.2M2.5 2.5l11 11',
  copy: 'M5.5 5.5h7.5v8H5.5zM10.5 5.5v-3H3v8h2.5',
  chevron: 'M4 6l4 4 4-4',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
