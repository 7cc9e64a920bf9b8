"""A headless Chromium, driven by the DevTools protocol over two pipes."""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

NAMES = ["chromium", "chromium-browser", "google-chrome", "chrome-headless-shell"]
SECONDS = 60


def find():
    """The path of a Chromium, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Browser:
    """One browser with one page; every call waits for its answer."""

    def __init__(self, path):
        self._profile = tempfile.mkdtemp()
        to_browser, self._out = os.pipe()
        self._in, from_browser = os.pipe()
        arguments = [
            path, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--no-first-run", "--disable-extensions", "--disable-dev-shm-usage",
            "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND",
            "--remote-debugging-pipe", "--user-data-dir=" + self._profile, "about:blank",
        ]

        def pipes():
            # The protocol's pipes are the descriptors 3 and 4; move ours out of the way first.
            high_in, high_out = os.dup2(to_browser, 70), os.dup2(from_browser, 71)
            os.dup2(high_in, 3)
            os.dup2(high_out, 4)

        self._process = subprocess.Popen(
            arguments, preexec_fn=pipes, close_fds=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        self._buffer = b""
        self._number = 0
        self._session = None
        #: What the page told that has not been asked for: console messages, errors, requests.
        self.events = []
        #: Where downloads go.
        self.downloads = tempfile.mkdtemp()
        self.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=self.downloads)
        target = self.call("Target.getTargets")["targetInfos"]
        page = next(info for info in target if info["type"] == "page")
        attached = self.call("Target.attachToTarget", targetId=page["targetId"], flatten=True)
        self._session = attached["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network", "Accessibility"]:
            self.call(domain + ".enable")

    def close(self):
        self._process.terminate()
        self._process.wait()
        os.close(self._out)
        os.close(self._in)
        shutil.rmtree(self._profile, ignore_errors=True)
        shutil.rmtree(self.downloads, ignore_errors=True)

    def call(self, method, **parameters):
        """Sends a command and returns its result."""
        self._number += 1
        number = self._number
        message = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._out, data):]
        return self._wait(lambda answer: answer.get("id") == number, method)["result"]

    def wait_for(self, event):
        """Waits for an event that may have come already."""
        for place, known in enumerate(self.events):
            if known["method"] == event:
                return self.events.pop(place)["params"]
        return self._wait(lambda message: message.get("method") == event, event)["params"]

    def _wait(self, is_wanted, what):
        end = time.monotonic() + SECONDS
        while True:
            message = self._read(end, what)
            if is_wanted(message):
                if "error" in message:
                    raise RuntimeError(f"{what}: {message['error']['message']}")
                return message
            if "method" in message:
                self.events.append(message)

    def _read(self, end, what):
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._in], [], [], max(0, end - time.monotonic()))
            if not ready:
                raise TimeoutError(f"no answer to {what}")
            data = os.read(self._in, 1 << 20)
            if not data:
                raise RuntimeError(f"the browser went away during {what}")
            self._buffer += data
        message, self._buffer = self._buffer.split(b"\0", 1)
        return json.loads(message)

    # What the tests say

    def evaluate(self, expression):
        """The value of an expression in the page; promises are waited for."""
        answer = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True,
        )
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            text = details.get("exception", {}).get("description", details["text"])
            raise RuntimeError(f"{expression[:80]}: {text}")
        return answer["result"].get("value")

    def open(self, path):
        """Opens a file and waits until its script has run."""
        self.events = [event for event in self.events if event["method"] != "Page.loadEventFired"]
        self.call("Page.navigate", url="file://" + os.path.abspath(path))
        self.wait_for("Page.loadEventFired")
        self.wait_until("document.documentElement.dataset.ready === 'true'")

    def reload(self):
        self.events = [event for event in self.events if event["method"] != "Page.loadEventFired"]
        self.call("Page.reload")
        self.wait_for("Page.loadEventFired")
        self.wait_until("document.documentElement.dataset.ready === 'true'")

    def wait_until(self, condition):
        """Waits until an expression is true."""
        end = time.monotonic() + SECONDS
        while not self.evaluate(condition):
            if time.monotonic() > end:
                raise TimeoutError(condition)
            time.sleep(0.02)

    def settle(self):
        """Waits until what was changed is drawn."""
        self.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def press(self, key, modifiers=0):
        """Presses a key."""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32}
        texts = {"Enter": "\r", " ": " "}
        parameters = {
            "key": key, "windowsVirtualKeyCode": codes.get(key, ord(key[0].upper())),
            "modifiers": modifiers,
        }
        text = texts.get(key, key if len(key) == 1 else None)
        if text:
            parameters["text"] = text
        self.call("Input.dispatchKeyEvent", type="keyDown", **parameters)
        parameters.pop("text", None)
        self.call("Input.dispatchKeyEvent", type="keyUp", **parameters)

    def resize(self, width, height, scheme="light", is_print=False):
        """Sets the window's size and the colours that the user likes."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
            mobile=False,
        )
        self.call(
            "Emulation.setEmulatedMedia", media="print" if is_print else "",
            features=[{"name": "prefers-color-scheme", "value": scheme}],
        )

    def screenshot(self, path, is_whole=False):
        answer = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=is_whole)
        with open(path, "wb") as file:
            file.write(base64.b64decode(answer["data"]))

    def choose_file(self, selector, path):
        """Puts a file into a file input."""
        answer = self.call("Runtime.evaluate", expression=f"document.querySelector({json.dumps(selector)})")
        self.call("DOM.setFileInputFiles", files=[path], objectId=answer["result"]["objectId"])

    def downloaded(self):
        """Waits for a download and returns its path."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            names = [name for name in os.listdir(self.downloads) if not name.endswith(".crdownload")]
            if names:
                return os.path.join(self.downloads, names[0])
            time.sleep(0.02)
        raise TimeoutError("no download")

    def pdf(self):
        """The pages as printed."""
        return base64.b64decode(self.call("Page.printToPDF", printBackground=False)["data"])

    def complaints(self):
        """Errors, refused parts and messages of the console, and requests beyond the file itself."""
        found = []
        # The policy stops a request after it was announced and before it is sent.
        stopped = {
            event["params"]["requestId"] for event in self.events
            if event["method"] == "Network.loadingFailed" and event["params"].get("blockedReason") == "csp"
        }
        for event in self.events:
            method, what = event["method"], event["params"]
            if method == "Runtime.exceptionThrown":
                details = what["exceptionDetails"]
                found.append(details.get("exception", {}).get("description", details["text"]))
            elif method == "Runtime.consoleAPICalled":
                found.append(" ".join(str(value.get("value")) for value in what["args"]))
            elif method == "Log.entryAdded":
                found.append(what["entry"]["text"])
            elif method == "Network.requestWillBeSent":
                url = what["request"]["url"]
                if not url.startswith(("file://", "blob:", "about:")) and what["requestId"] not in stopped:
                    found.append("asked for " + url)
            elif method == "Page.javascriptDialogOpening":
                found.append("a dialog: " + what["message"])
        return found
