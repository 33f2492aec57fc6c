/** The explorer: a repository in a whole window. The tools stand beside the groups, and each group in columns. */
import type { PopupProps } from '../popup/props.ts';
import { RepositoryPage } from '../popup/repository-page.tsx';

export function Explorer(props: PopupProps) {
  return <RepositoryPage {...props} frame="explorer" />;
}
