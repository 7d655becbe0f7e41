/** What a worker's error says when the program of its role could not be loaded; the page has its own words for it. */
export const ROLE_NOT_LOADED = 'role-not-loaded';
