/** For what scrolls and holds nothing that takes the focus: the keyboard must reach it all the same. */
export const reachable = { tabIndex: 0 } as const;
