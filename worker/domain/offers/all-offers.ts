/** Stands where an offer's id stands, for all offers together; ids have no such letter. */
export const ALL_OFFERS = "*";
