/** Where an arrow key leads from one of these, as they stand on the screen; null if it is none, or leads nowhere. */
export function moved(key, from, all) {
  const place = all.indexOf(from);
  switch (key) {
    case 'ArrowRight':
      return all[place + 1] ?? null;
    case 'ArrowLeft':
      return all[place - 1] ?? null;
    case 'ArrowDown':
      return below(from, all.slice(place + 1));
    case 'ArrowUp':
      return below(from, all.slice(0, place).reverse());
    case 'Home':
      return all[0];
    case 'End':
      return all.at(-1);
    default:
      return null;
  }
}

/** The nearest of the next line. */
function below(from, others) {
  const { top, left } = from.getBoundingClientRect();
  const line = others.find((each) => Math.abs(each.getBoundingClientRect().top - top) > 4);
  if (!line) {
    return null;
  }
  const height = line.getBoundingClientRect().top;
  const distance = (each) => Math.abs(each.getBoundingClientRect().left - left);
  return others
    .filter((each) => Math.abs(each.getBoundingClientRect().top - height) <= 4)
    .reduce((best, each) => (distance(each) < distance(best) ? each : best));
}
