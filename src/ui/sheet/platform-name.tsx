/** A long name breaks before its version (`windows/amd64@10.0.20348.2700`), not inside a word. */
export function PlatformName({ name }: { readonly name: string }) {
  const at = name.indexOf('@');
  if (at < 0) return <>{name}</>;
  return (
    <>
      {name.slice(0, at)}
      <wbr />
      {name.slice(at)}
    </>
  );
}
