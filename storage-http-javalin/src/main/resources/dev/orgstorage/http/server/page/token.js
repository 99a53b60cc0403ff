const KEY = 'orgstorage.token';

/** The token of this tab: another tab may be somebody else, and a closed one is nobody any more. */
export const token = {
  get: () => sessionStorage.getItem(KEY),
  set: (value) => sessionStorage.setItem(KEY, value),
  forget: () => sessionStorage.removeItem(KEY),
};
