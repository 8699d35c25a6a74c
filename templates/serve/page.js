// What the pages do a little better with a script: progress without loading anew, files dropped, keys. Without it all works.
"use strict";

function follow(box) {
  const said = box.querySelector("[data-job-said]");
  const bar = box.querySelector("[data-job-bar]");
  const file = box.querySelector("[data-job-file]");
  const ask = async () => {
    let job = null;
    try {
      const answer = await fetch("/job", { cache: "no-store" });
      if (!answer.ok) throw new Error();
      job = await answer.json();
    } catch {
      said.textContent = "程序没有回答，可能已经退出。";
      setTimeout(ask, 2000);
      return;
    }
    if (!job) {
      location.reload();
      return;
    }
    bar.max = job.all || 1;
    bar.value = job.done;
    file.textContent = job.file;
    if (job.stopping) said.textContent = "正在停下……";
    else if (job.read) said.textContent = `读完 ${job.all} 个文件，正在汇总……`;
    else if (job.all) said.textContent = `第 ${job.done} 个，共 ${job.all} 个`;
    setTimeout(ask, 200);
  };
  ask();
}

document.querySelectorAll("[data-job]").forEach(follow);
