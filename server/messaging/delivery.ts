/** What a provider said: it has it, or it will never take it. `reason` names the kind of fault and nobody. */
export type Delivery = { sent: true; providerId: string | null } | { sent: false; reason: string };

/** The provider or the way to it is down for now: worth another try. Its text names nobody. */
export class TryAgain extends Error {}

/** A provider's answer, which may be no JSON at all when something stands between. */
export function asObject(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
