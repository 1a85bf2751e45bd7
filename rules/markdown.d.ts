/** Markdown files are imported as their text: esbuild's text loader and a vitest plugin do it. */
declare module '*.md' {
  const text: string;
  export default text;
}
