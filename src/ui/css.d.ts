/** A stylesheet imported as its text: it goes into shadow roots, so the build must not put it into the document. */
declare module '*.css?inline' {
  const css: string;
  export default css;
}

declare module '*.css';
