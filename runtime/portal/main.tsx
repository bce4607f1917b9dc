import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { styleVariables } from './app/theme';
import { registerWorker } from './register-worker';
import './app/base.css';
import './components/marks.css';
import './components/page.css';
import './components/states.css';

const root = document.getElementById('root');
if (root === null) throw new Error('Expected #root in index.html');
for (const [name, value] of Object.entries(styleVariables)) {
  document.documentElement.style.setProperty(name, value);
}
registerWorker();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
