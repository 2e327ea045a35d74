
// Only under development: loads the page anew when another one has been built.
(() => {
  let version;
  const look = async () => {
    try {
      const now = await (await fetch("dev-version.txt")).text();
      if (version !== undefined && now !== version) location.reload();
      version = now;
    } catch {
      // The server is being started again.
    }
    setTimeout(look, 500);
  };
  look();
})();
