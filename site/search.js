// mdBook searches when a key is released, so nothing happens to text that is pasted with a finger, dictated or cleared.
const searchbar = document.getElementById('mdbook-searchbar');
searchbar.addEventListener('input', () => searchbar.dispatchEvent(new KeyboardEvent('keyup')));
