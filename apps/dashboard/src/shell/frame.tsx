import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef } from 'react';
import type { KpiItem } from '../api/types.js';
import type { Resource } from '../api/use-resource.js';
import { Patterns } from '../charts/patterns.js';
import { useLocale } from '../i18n/locale.js';
import { componentAt, pageAt } from '../pages/pages.js';
import { useHref, useRoute } from '../route/route.js';
import { Broken } from '../states/broken.js';
import { Failure } from '../states/failure.js';
import { Empty, Ghost } from '../states/states.js';
import { Toasts } from '../toast/toasts.js';
import { useCity } from './city.js';
import { Footer } from './footer.js';
import { Header } from './header.js';

const WhyDrawer = lazy(() => import('../kpi/why-drawer.js'));

/** Head, the page that the path names, foot, and what may lie over them. */
export function Frame({
  standing,
  explained,
}: {
  standing: Resource<unknown>;
  explained: KpiItem | null;
}): ReactNode {
  const { t } = useLocale();
  const { path, own } = useRoute();
  const city = useCity();
  const main = useTitleAndFocus(path);
  const wall = own['wall'] === '1';
  useEffect(() => {
    document.documentElement.classList.toggle('wall', wall);
  }, [wall]);
  // Kept for as long as the page is shown: another component would begin it anew.
  const Page = useMemo(() => componentAt(path), [path]);
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <Patterns />
      <Header wall={wall} />
      <main id="content" ref={main} tabIndex={-1} aria-busy={standing.data === null}>
        <Failure resource={standing} what={t('area')} />
        <Broken key={path}>
          <Suspense fallback={<Ghost lines={8} tall />}>{Page ? <Page /> : <NotFound />}</Suspense>
        </Broken>
        {!wall && <SetNote />}
      </main>
      <Footer />
      {explained && (
        <Suspense>
          <WhyDrawer item={explained} onClose={() => city.explain(null)} />
        </Suspense>
      )}
      <Toasts />
    </>
  );
}

/** Names the document after its page; after a move within the application the focus begins at the content. */
function useTitleAndFocus(path: string) {
  const { t } = useLocale();
  const main = useRef<HTMLElement>(null);
  const before = useRef(path);
  const page = pageAt(path);
  useEffect(() => {
    document.title = page && path !== '/' ? `${t(page.title)} · Nhịp Phố` : t('title');
    if (before.current === path) return;
    before.current = path;
    scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [path, page, t]);
  return main;
}

function NotFound(): ReactNode {
  const { t } = useLocale();
  const href = useHref();
  return (
    <section className="card">
      <Empty title={t('notFound')}>
        <p>
          <a href={href('/')}>{t('notFound.back')}</a>
        </p>
      </Empty>
    </section>
  );
}

/** Says which reporting set is shown and that its districts no longer exist in law. */
function SetNote(): ReactNode {
  const { lang } = useLocale();
  const city = useCity();
  const set = city.sets.find((one) => one.status === 'active');
  if (!set) return null;
  return (
    <p className="note">
      <strong>{lang === 'vi' ? set.nameVi : set.nameEn}.</strong> {lang === 'vi' ? set.noteVi : set.noteEn}
    </p>
  );
}
