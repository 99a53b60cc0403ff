const ACCENTS = 7;

/** Among one's own files. */
export const PERSONAL = { key: 'personal', id: null, name: 'Personal', role: 'owner', accent: 'accent-personal' };

/** In an organization; without a role it is none that this user is a member of. */
export function organization(id, { name = id, role = null, place = 0 } = {}) {
  return { key: `org:${id}`, id, name, role, accent: `accent-${place % ACCENTS}` };
}

/** The contexts of a user, as `GET /context` tells them. */
export function contextsOf(me, names) {
  const organizations = me.organizations.map((id, place) =>
    organization(id, { name: names[id] ?? id, role: me.roles[id], place }),
  );
  return [PERSONAL, ...organizations];
}

/** As the header X-Organization-Id asks for it. */
export function headerOf(context) {
  const { id } = context;
  if (id === null) {
    return 'personal';
  }
  if (id === 'personal') {
    return '%70ersonal';
  }
  return /^[!-$&-~]+$/.test(id) ? id : encodeURIComponent(id);
}

export const icon = (context) => (context.id === null ? 'person' : 'people');

/** Whose files these are, in words. */
export const whose = (context) => (context.id === null ? 'Only you see these files.' : `Everyone at ${context.name} sees these files.`);

/** Whether buttons are offered; what is permitted, the server decides. */
export const may = {
  upload: (context) => context.role !== null && context.role !== 'viewer',
  change: (context, file, user) =>
    ['owner', 'admin'].includes(context.role) || (context.role === 'member' && file.uploadedBy === user),
};
