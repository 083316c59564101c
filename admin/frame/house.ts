import type { Session } from '../../server/staff/contract.ts';

/** A restaurant as the session names it. */
export type House = Session['restaurants'][number];
