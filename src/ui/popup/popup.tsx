/** The toolbar popup, and the same page as a tab: the tags of one repository, grouped by the digest that they share. */
import type { PopupProps } from './props.ts';
import { RepositoryPage } from './repository-page.tsx';

export function Popup(props: PopupProps) {
  return <RepositoryPage {...props} frame="popup" />;
}
