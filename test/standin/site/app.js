document.getElementById('root').textContent = 'Docker Hub';
