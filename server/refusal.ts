/**
 * An expected "no": the one way by which a verb says that it will not do what was asked.
 * `code` is stable, English, snake_case, and what clients turn into words; `message` is for developers;
 * `detail` goes into the answer beside them. Nothing of a refused act stays in the database: throw it inside
 * the transaction.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: Record<string, unknown>;

  constructor(code: string, status: number, message: string, detail: Record<string, unknown> = {}) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
    this.detail = detail;
  }
}

/** 404, also for another organisation's row: whether it exists is nobody else's business. */
export function notFound(what: string): Refusal {
  return new Refusal('not_found', 404, `No such ${what}.`, { what });
}

/** 400 that names the field ("guest.phone") and the problem, so that a form can point at it. */
export function invalid(field: string, problem: string, message: string, detail = {}): Refusal {
  return new Refusal('invalid', 400, message, { field, problem, ...detail });
}
