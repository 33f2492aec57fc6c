/**
 * What `preact` and `preact/jsx-runtime` are in the content script (wxt.config.ts puts this file in their place there):
 * components draw the same elements, and paint.ts puts them into the page. Preact cannot be had in parts, and as a whole
 * would be a fifth of a script that every page of Docker Hub loads. A hook used there does not build.
 */
interface Element {
  readonly type: unknown;
  readonly props: object;
  readonly key: unknown;
  readonly mark: typeof MARK;
}

/** What comes as data, a sheet's tree among it, cannot hold it, and so cannot pass for an element. */
const MARK = Symbol();

export function jsx(type: unknown, props: object, key?: unknown): Element {
  return { type, props, key, mark: MARK };
}

export const jsxs = jsx;

export function h(
  type: unknown,
  { key, ...props }: Readonly<Record<string, unknown>>,
  children: unknown,
): Element {
  return jsx(type, { ...props, children }, key);
}

export function Fragment({ children }: { readonly children: unknown }): unknown {
  return children;
}

export function isValidElement(node: unknown): node is Element {
  return typeof node === 'object' && node !== null && 'mark' in node && node.mark === MARK;
}
