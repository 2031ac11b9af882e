import '@fontsource/be-vietnam-pro/latin-400.css';
import '@fontsource/be-vietnam-pro/latin-600.css';
import '@fontsource/be-vietnam-pro/latin-ext-400.css';
import '@fontsource/be-vietnam-pro/latin-ext-600.css';
import '@fontsource/be-vietnam-pro/vietnamese-400.css';
import '@fontsource/be-vietnam-pro/vietnamese-600.css';
import './style/base.css';
import './style/layout.css';
import './style/parts.css';
import './style/controls.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followSession } from './admin/session.js';
import { loadPage, pageAt } from './pages/pages.js';
import { currentPath } from './route/route.js';
import { parseUrl } from './route/url-state.js';
import { App } from './shell/app.js';
import { beginLoading } from './shell/load.js';
import { applyTheme, keptTheme } from './theme/theme.js';

applyTheme(keptTheme());
const FRAME_FIRST_MS = 400;
const page = pageAt(currentPath());

/** Draws once the page's code is there, or the frame without it where that takes long. */
async function start(): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, FRAME_FIRST_MS));
  if (page) await Promise.race([loadPage(page).catch(() => undefined), late]);
  const root = document.getElementById('root');
  if (root)
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    );
}

beginLoading(page?.showsValues ? parseUrl(location.search).period : null);
followSession();
void start();
