/** Remembers so many values and no more; what was not used longest is forgotten first. */
export class RecentlyUsed<Value extends object> {
  private readonly values = new Map<string, Value>();

  constructor(private readonly most: number) {}

  get size(): number {
    return this.values.size;
  }

  /** Null: never seen, or forgotten. A Map keeps the order of insertion, so what is used goes to its end. */
  find(key: string): Value | null {
    const found = this.values.get(key);
    if (!found) return null;
    this.remember(key, found);
    return found;
  }

  remember(key: string, value: Value): void {
    this.values.delete(key);
    this.values.set(key, value);
    if (this.values.size <= this.most) return;
    const [oldest] = this.values.keys();
    if (oldest !== undefined) this.values.delete(oldest);
  }

  forget(key: string): void {
    this.values.delete(key);
  }
}
