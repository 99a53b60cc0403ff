const LARGEST_PICTURE = 20e6;
const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'];

const KINDS = [
  { name: 'image', label: 'Images', type: 'image/*', icon: 'file-earmark-image', has: (type) => type.startsWith('image/') },
  { name: 'pdf', label: 'PDFs', type: 'application/pdf', icon: 'file-earmark-pdf', has: (type) => type === 'application/pdf' },
  { name: 'text', label: 'Text', type: 'text/*', icon: 'file-earmark-text', has: (type) => type.startsWith('text/') },
  { name: 'audio', label: 'Audio', type: 'audio/*', icon: 'file-earmark-music', has: (type) => type.startsWith('audio/') },
  { name: 'video', label: 'Video', type: 'video/*', icon: 'file-earmark-play', has: (type) => type.startsWith('video/') },
];

const ARCHIVE = { name: 'archive', icon: 'file-earmark-zip' };
const OTHER = { name: 'other', icon: 'file-earmark' };

/** What the list can be narrowed to. */
export const filters = [{ label: 'All types', type: '' }, ...KINDS];

export function kindOf({ mimeType }) {
  const kind = KINDS.find(({ has }) => has(mimeType));
  return kind ?? (/zip|tar|7z|rar/.test(mimeType) ? ARCHIVE : OTHER);
}

/** Whether a browser draws it, and it is small enough to draw among many. */
export const isPicture = ({ mimeType, size }) => PICTURES.includes(mimeType) && size <= LARGEST_PICTURE;

/** How a file is shown: as `image`, `pdf`, `text`, `audio`, `video`; null if it can only be saved. */
export function previewOf({ mimeType }) {
  if (PICTURES.includes(mimeType)) {
    return 'image';
  }
  const { name } = kindOf({ mimeType });
  return ['pdf', 'audio', 'video'].includes(name) || mimeType === 'text/plain' || mimeType === 'text/csv' || mimeType === 'text/markdown'
    ? name
    : null;
}
