/** Data as it is, for whoever wants to see all of it. */
export function Json({ name, value }: { name: string; value: unknown }) {
  return (
    <pre className="json" role="group" aria-label={name} tabIndex={0}>
      {JSON.stringify(value, null, 2)}
    </pre>
  );
}
