/*
 * What the address of a page asks for, as the API takes it. What the API would not take counts as not said, as it does in
 * the page's own form.
 */

export const textIn = (asked: URLSearchParams, name: string): string | undefined => asked.get(name) || undefined;

export function flagIn(text: string | null): boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

export function oneOf<Value extends string>(values: readonly Value[], text: string | null): Value | undefined {
  return values.find((value) => value === text);
}
