/** One value of a recorder's `/metrics`, by its name. */
export async function metricOf(recorderUrl: string, name: string): Promise<number> {
  const text = await (await fetch(`${recorderUrl}/metrics`)).text();
  const line = text.split('\n').find((each) => each.startsWith(`${name}{`));
  if (!line) throw new Error(`/metrics does not show ${name}`);
  return Number(line.slice(line.lastIndexOf(' ')));
}
