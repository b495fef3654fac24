/** What is said where a site's name leads nowhere. */
export const NO_SITE = "there is no site of this name; create it with PUT /v1/sites/<site>/settings";
