/** While a notice says which host may not be reached, and has the button, not every group says so too. */
import type { FailureView, GroupView, RepositoryView } from '../../messaging/view.ts';

export function toldOnce(view: RepositoryView): RepositoryView {
  return { ...view, groups: view.groups.map(quieter) };
}

function quieter(group: GroupView): GroupView {
  const { imageId } = group;
  return {
    ...withoutPermission(group),
    ...(imageId && { imageId: withoutPermission(imageId) }),
  };
}

function withoutPermission<T extends { readonly failure?: FailureView }>(part: T) {
  if (part.failure?.kind !== 'permission') return part;
  const { failure: _, ...rest } = part;
  return rest;
}
