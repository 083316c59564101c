/** Tells, with the restaurant's id as payload, that what is known of its line has changed. */
export const LINE_CHANNEL = 'couvert_line';
/** Tells that the staff ordered something of a line. */
export const ORDER_CHANNEL = 'couvert_line_order';
