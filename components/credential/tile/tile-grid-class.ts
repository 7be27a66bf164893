/** The grid in which tiles stand: columns of 280 px; on a phone one column. */
export const tileGridClass = 'grid grid-cols-[repeat(auto-fill,minmax(min(280px,100%),1fr))] gap-4';
